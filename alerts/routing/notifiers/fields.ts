/** Problems of the fields that several kinds of notifiers have; a field that is not given has none. */

export function urlProblems(path: string, url: string | undefined): string[] {
  return url === undefined || /^https?:\/\/[^/\s]/.test(url)
    ? []
    : [`${path} is "${url}": an http or https URL is needed`];
}

/** Secrets are read from files only, so that no configuration holds one. */
export function fileProblems(path: string, file: string | undefined): string[] {
  return file === undefined || file.startsWith('/')
    ? []
    : [`${path} is "${file}": an absolute path is needed`];
}

const ADDRESS = /^[^\s@<>,"]+@[^\s@<>,"]+$/;

export function addressProblems(path: string, address: string): string[] {
  return ADDRESS.test(address)
    ? []
    : [`${path} is "${address}": a mail address is needed, such as alerts@example.com`];
}
