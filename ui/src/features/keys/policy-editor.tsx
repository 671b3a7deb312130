import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Upload } from 'lucide-react';
import { useMemo, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { proposePolicy, LINES_BEFORE } from '@/api/policy';
import { asProblem, type Problem } from '@/api/problem';
import type { PolicyVersion, TokenPolicy } from '@/api/types';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ErrorState } from '@/components/page-state';
import { Panel } from '@/components/panel';
import { PolicyChanges } from '@/components/policy-changes';
import { changesBetween, type PolicyChange } from '@/lib/policy-diff';
import { useVaultAct } from '@/lib/use-vault-act';
import { placeOf, placeOfLine, syntaxProblem, type Place } from './json-place';
import styles from './keys-page.module.css';

const LONGEST_REASON = 500;

interface PolicyEditorProps {
  present: PolicyVersion;
  onClose: () => void;
}

/** The next version, written or pasted as a document. The service checks it; what it says is shown at its place. */
export function PolicyEditor({ present, onClose }: PolicyEditorProps): ReactElement {
  const { t } = useTranslation();
  const act = useVaultAct();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => `${JSON.stringify(present.policy, null, 2)}\n`);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const syntax = useMemo(() => syntaxProblem(text), [text]);
  const changes = useMemo(() => (syntax ? null : changesTo(present.policy, text)), [syntax, present, text]);
  const send = useMutation({ mutationFn: () => act(() => proposePolicy(present.version, reason.trim(), text)), onSuccess: onClose });
  const missing = reason.trim() === '';
  const place = send.error ? placeOfProblem(text, asProblem(send.error)) : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    send.reset();
    if (!syntax && !missing) setAsking(true);
  };
  const goTo = ({ start, end, line }: Place) => {
    const field = area.current;
    if (!field) return;
    field.focus();
    field.setSelectionRange(start, end);
    field.scrollTop = (field.scrollHeight / text.split('\n').length) * Math.max(0, line - 4);
  };

  return (
    <Panel title={t('policy.edit')}>
      <form onSubmit={submit} noValidate className={styles.stack}>
        <Textarea
          ref={area}
          label={t('policy.document')}
          description={t('policy.documentHint', { version: present.version })}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            send.reset();
          }}
          error={syntax ? t(syntax.line ? 'policy.noJsonAt' : 'policy.noJson', { line: syntax.line }) : undefined}
          rows={18}
          spellCheck={false}
          className={styles.editor}
        />
        <FileButton onChange={(file) => void file?.text().then(setText)} accept="application/json,.json">
          {(props) => (
            <Button {...props} variant="default" leftSection={<Upload size={16} aria-hidden />} className={styles.start}>
              {t('policy.upload')}
            </Button>
          )}
        </FileButton>
        {changes && <PolicyChanges changes={changes} />}
        <Textarea
          label={t('reason.label')}
          description={t('reason.hint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && missing ? t('reason.missing') : undefined}
          autosize
          minRows={2}
          maxLength={LONGEST_REASON}
          withAsterisk
        />
        {send.error ? <ErrorState error={send.error} compact /> : null}
        {place && <At place={place} field={asProblem(send.error).field} onGo={() => goTo(place)} />}
        <Group>
          <Button type="submit" loading={send.isPending}>
            {t('policy.send')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </Group>
      </form>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('policy.sendTitle', { version: present.version + 1 })}
        effect={t('policy.sendEffect')}
        confirmLabel={t('policy.send')}
        // What the service refuses is shown beside the document, where it can be mended.
        onConfirm={() => send.mutateAsync().catch(() => null)}
      />
    </Panel>
  );
}

function At({ place, field, onGo }: { place: Place; field: string | null; onGo: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Group gap="sm">
      <p>
        {field && <code>{field}</code>} {t('policy.line', { line: place.line })}
      </p>
      <Button size="compact-sm" variant="default" onClick={onGo}>
        {t('policy.goTo')}
      </Button>
    </Group>
  );
}

/** What the document would change; null where it has not the form of a policy, which the service says better. */
function changesTo(present: TokenPolicy, text: string): PolicyChange[] | null {
  try {
    return changesBetween(present, JSON.parse(text) as TokenPolicy);
  } catch {
    return null;
  }
}

function placeOfProblem(text: string, problem: Problem): Place | null {
  const path = problem.field?.replace(/^policy\.?/, '') ?? '';
  if (problem.line !== null && problem.line > LINES_BEFORE) return placeOfLine(text, problem.line - LINES_BEFORE);
  if (path === '' || path === 'reason' || path === 'based_on') return null;
  return placeOf(text, path);
}
