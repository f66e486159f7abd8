// How a photo is turned and cut: the server counts in ten-thousandths of the turned picture, the frame in per cent.
import type { PhotoEdit } from '@/api/types';

export interface Frame {
  unit: '%';
  x: number;
  y: number;
  width: number;
  height: number;
}

export const whole = (rotate: number): PhotoEdit => ({ rotate, left: 0, top: 0, width: 10_000, height: 10_000 });
export const isWhole = ({ left, top, width, height }: PhotoEdit): boolean => left === 0 && top === 0 && width === 10_000 && height === 10_000;

export const frameOf = ({ left, top, width, height }: PhotoEdit): Frame => ({ unit: '%', x: left / 100, y: top / 100, width: width / 100, height: height / 100 });

/** Never beyond the edge, whatever was lost in rounding; an empty frame is the whole picture. */
export function editOf(frame: Frame, rotate: number): PhotoEdit {
  const part = (from: number, length: number) => {
    const start = Math.min(Math.max(Math.round(from * 100), 0), 9_999);
    return { start, length: Math.min(Math.max(Math.round(length * 100), 1), 10_000 - start) };
  };
  if (frame.width <= 0 || frame.height <= 0) return whole(rotate);
  const across = part(frame.x, frame.width);
  const down = part(frame.y, frame.height);
  return { rotate, left: across.start, top: down.start, width: across.length, height: down.length };
}

/** The same cut of the picture when it is turned a quarter clockwise. */
export const turned = ({ unit, x, y, width, height }: Frame): Frame => ({ unit, x: 100 - y - height, y: x, width: height, height: width });
