import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { denyRequest, withdrawRequest } from '@/api/requests';
import type { Request } from '@/api/types';
import { ReasonDialog } from '@/components/reason-dialog';
import { useAct } from './use-act';

export type Ending = 'withdraw' | 'deny';

const DENIAL_REASONS = ['unverified', 'exempt', 'excessive', 'out_of_scope', 'duplicate', 'fraud', 'other'];

interface EndDialogProps {
  request: Request;
  ending: Ending;
  onClose: () => void;
}

/** Ends a request without carrying it out, at the person's wish or against it. */
export function EndDialog({ request, ending, onClose }: EndDialogProps): ReactElement {
  const { t } = useTranslation();
  const act = useAct(request.id);
  const denying = ending === 'deny';
  return (
    <ReasonDialog
      key={ending}
      opened
      onClose={onClose}
      title={t(denying ? 'deny.title' : 'withdraw.title', { number: request.number })}
      effect={t(denying ? 'deny.effect' : 'withdraw.effect')}
      confirmLabel={t(denying ? 'action.deny' : 'action.withdraw')}
      codes={denying ? DENIAL_REASONS.map((value) => ({ value, label: t(`deny.code.${value}`) })) : undefined}
      danger
      onConfirm={({ code, reason }) =>
        act(() => (denying ? denyRequest(request, code, reason) : withdrawRequest(request, reason)))
      }
    />
  );
}
