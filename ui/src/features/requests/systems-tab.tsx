import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { systemsQuery } from '@/api/requests';
import type { Request, StepState, Systems } from '@/api/types';
import { FanoutTimeline } from '@/components/fanout-timeline';
import { EmptyState, PageState } from '@/components/page-state';
import { Panel } from '@/components/panel';
import { StepDetails } from './step-details';

const COUNTED: StepState[] = ['verified', 'done', 'working', 'retrying', 'waiting', 'needs_person', 'failed'];

/** Every system's part in the request, as it happens. */
export function SystemsTab({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(systemsQuery(request.id));
  const none = <EmptyState title={t('systems.none')}>{t('systems.noneHint')}</EmptyState>;
  if (answer.data === undefined && [404, 409].includes(asProblem(answer.error).status)) return none;
  return (
    <PageState of={answer}>
      {(systems) =>
        systems.items.length === 0 ? (
          none
        ) : (
          <Panel title={t('systems.title')}>
            <p role="status">
              <Counts systems={systems} />
            </p>
            <FanoutTimeline
              systems={systems}
              timeZone={request.clock.time_zone}
              details={(step) => <StepDetails request={request} step={step} />}
            />
          </Panel>
        )
      }
    </PageState>
  );
}

function Counts({ systems }: { systems: Systems }): string {
  const { t } = useTranslation();
  return COUNTED.map((state) => ({ state, count: systems.items.filter((step) => step.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${t(`stepState.${state}`).toLowerCase()}`)
    .join(', ');
}
