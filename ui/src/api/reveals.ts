import { write } from './client';
import { vaultListQuery } from './keys';
import type { BreakGlass, RevealStop } from './types';

export const breakGlassPath = '/reveals/break-glass';
export const stopsPath = '/reveals/stops';

export const breakGlassListQuery = vaultListQuery<BreakGlass>(breakGlassPath);
export const stopListQuery = vaultListQuery<RevealStop>(stopsPath);

const right = (id: string, rest: string) => `${breakGlassPath}/${encodeURIComponent(id)}${rest}`;

export interface BreakGlassWish {
  fields: string[];
  purpose: string;
  reason: string;
  hours: number;
}

export const askForRight = (wish: BreakGlassWish, idempotencyKey: string) =>
  write<BreakGlass>(breakGlassPath, wish, { idempotencyKey });

export const confirmRight = (id: string, idempotencyKey: string) =>
  write<BreakGlass>(right(id, '/confirmation'), {}, { idempotencyKey });

export const endRight = (id: string, idempotencyKey: string) => write<BreakGlass>(right(id, '/end'), {}, { idempotencyKey });

export const liftStop = (id: string, reason: string, idempotencyKey: string) =>
  write<RevealStop>(`${stopsPath}/${encodeURIComponent(id)}/lift`, { reason }, { idempotencyKey });
