'use strict';

const FIRST = 418;
/** More than any label for status codes takes. */
const COUNT = 80;

/** Status codes that nobody has given a meaning to, one after the other and from the beginning again. */
function strangeStatuses() {
  let given = 0;
  return () => {
    given += 1;
    return FIRST + (given % COUNT);
  };
}

module.exports = { strangeStatuses };
