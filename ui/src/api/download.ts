import { call } from './client';

/** Saves a file of the service under a name that holds no personal data. */
export async function download(path: string, fileName: string): Promise<void> {
  const response = await call(path);
  save(await response.blob(), fileName);
}

export function save(blob: Blob, fileName: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
