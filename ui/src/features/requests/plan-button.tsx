import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { planRequest } from '@/api/requests';
import type { Request } from '@/api/types';
import { ErrorState } from '@/components/page-state';
import { useAct } from './use-act';

/** Makes the plan, which changes nothing anywhere, and opens it. */
export function PlanButton({ request, again = false }: { request: Request; again?: boolean }): ReactElement {
  const { t } = useTranslation();
  const act = useAct(request.id);
  const navigate = useNavigate();
  const plan = useMutation({
    mutationFn: () => act(() => planRequest(request)),
    onSuccess: () => navigate({ to: '/requests/$requestId/$tab', params: { requestId: request.id, tab: 'plan' }, replace: true }),
  });
  return (
    <>
      {plan.error ? <ErrorState error={plan.error} compact /> : null}
      <Button variant={again ? 'default' : 'filled'} onClick={() => plan.mutate()} loading={plan.isPending}>
        {t(again ? 'action.planAgain' : 'action.plan')}
      </Button>
    </>
  );
}
