/** Gives the reader a file to keep. */
export function save(name: string, content: Blob) {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
}

export const csv = (text: string) => new Blob([text], { type: 'text/csv;charset=utf-8' });
