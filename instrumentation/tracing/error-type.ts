/** Value of `error.type`: the code of a system error (`ECONNREFUSED`), else the class of the error. */
export function errorType(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && code !== '' ? code : error.name;
}
