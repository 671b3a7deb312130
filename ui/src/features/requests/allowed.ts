import type { ActionName, AllowedAction, Request } from '@/api/types';

/** Whether the reader may act, and why not. What the service does not list is not allowed. */
export function permission(request: Request, action: ActionName): AllowedAction {
  return request.allowed_actions.find((candidate) => candidate.action === action) ?? { action, allowed: false, reason: null };
}
