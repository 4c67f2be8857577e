/** Tells whether the character at an index belongs to a set; false outside of the text. */
export type CharacterTest = (text: string, index: number) => boolean;

const ASCII = 128;

/** Test for the ASCII characters that match; a table, as it runs for every character of a text. */
export function characterTest(member: RegExp): CharacterTest {
  const table = Uint8Array.from({ length: ASCII }, (_, code) =>
    Number(member.test(String.fromCharCode(code))),
  );
  return (text, index) => table[text.charCodeAt(index)] === 1;
}
