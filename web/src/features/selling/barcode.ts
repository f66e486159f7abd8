// Reads barcodes from pictures: by the browser where it can, else by ZXing, which comes only then.
import { isbn13 } from './isbn';

interface Detected { rawValue: string }
interface Detector { detect: (source: HTMLVideoElement) => Promise<Detected[]> }
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats: () => Promise<string[]>;
}

/** The ISBNs, and the other barcodes, that are in sight. */
export type Reader = (video: HTMLVideoElement) => Promise<string[]>;

async function native(): Promise<Reader | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass };
  if (!BarcodeDetector) return undefined;
  try {
    if (!(await BarcodeDetector.getSupportedFormats()).includes('ean_13')) return undefined;
    const detector = new BarcodeDetector({ formats: ['ean_13'] });
    return async (video) => (await detector.detect(video)).map(({ rawValue }) => rawValue);
  } catch {
    return undefined;
  }
}

/** Sharp enough for the thin bars, small enough for an old phone. */
const WIDTH = 960;

async function zxing(): Promise<Reader> {
  const [{ prepareZXingModule, readBarcodes }, { default: wasm }] = await Promise.all([
    import('zxing-wasm/reader'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  await prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasm : prefix + path) }, fireImmediately: true });
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (!pen || video.videoWidth === 0) return [];
    const scale = Math.min(1, WIDTH / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const found = await readBarcodes(pen.getImageData(0, 0, canvas.width, canvas.height), { formats: ['EAN13'], maxNumberOfSymbols: 2 });
    return found.filter(({ isValid }) => isValid).map(({ text }) => text);
  };
}

export const barcodeReader = async (): Promise<Reader> => (await native()) ?? (await zxing());

/** Of what was read the first ISBN; `other` when there was only the barcode of something else. */
export function isbnIn(read: string[]): { isbn?: string; other: boolean } {
  const isbn = read.map(isbn13).find((one) => one !== undefined);
  return { ...(isbn !== undefined && { isbn }), other: isbn === undefined && read.length > 0 };
}
