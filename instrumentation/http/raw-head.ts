const END = '\r\n\r\n';

/**
 * A request head with this header, in place of any of that name.
 * @param head request line and headers, up to and with the empty line
 * @param name lower case
 */
export function withHeader(head: string, name: string, value: string): string {
  const [requestLine = '', ...lines] = head.slice(0, -END.length).split('\r\n');
  const others = lines.filter((line) => line.slice(0, line.indexOf(':')).toLowerCase() !== name);
  return [requestLine, ...others, `${name}: ${value}`].join('\r\n') + END;
}
