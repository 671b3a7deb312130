import { useTranslation } from 'react-i18next';

/** The name to show for who acted: the service itself signs as `system`. */
export function useActorName(): (actor: string | null | undefined) => string {
  const { t } = useTranslation();
  return (actor) => (!actor || actor === 'system' ? t('history.system') : actor);
}
