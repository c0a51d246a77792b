// A new app, or another version of one: every field with its problem, the price as it is typed, and one way to the approval window.

import { ArrowLeft, Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CloudState } from '../../../../shared/contract/cloud';
import type { AppField } from '../../../../shared/fluxos/limits';
import { useT } from '../../../i18n/use-t';
import { Button } from '../../../ui/button';
import { Card } from '../../../ui/card';
import { Choices } from '../../../ui/choice';
import { ErrorNotice } from '../../../ui/error-notice';
import { TextArea, TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { Switch } from '../../../ui/toggle';
import { EMPTY_COMPONENT, TERMS, useCloudForm, wishOfForm, type AppForm } from '../form-store';
import { useLogin } from '../use-login';
import { ComponentFields } from './component-fields';
import { PriceCard } from './price-card';
import { useBegin } from './use-begin';
import { problemAt, useCheck } from './use-check';

export function FormPage({ session, gateway }: { session: CloudState['session']; gateway: boolean }) {
  const t = useT();
  const { form, changes, close, edit } = useCloudForm();
  const title = useRef<HTMLHeadingElement>(null);
  const [shown, setShown] = useState(changes !== null);
  const wish = wishOfForm(form);
  const { check, last, error, again } = useCheck(wish, changes !== null);
  const begin = useBegin();
  const login = useLogin();
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const busy = begin.act.busy || login.act.busy;
  const problems = (check ?? last)?.problems ?? [];
  // A form that nobody has touched is not full of red: problems are said once something was typed into the name, or asked for.
  const words = (field: AppField, component: number | null = null): string | null => (shown ? problemAt(problems, field, component) : null);
  const ready = check !== undefined && check.problems.length === 0 && check.refusal === null && check.price?.state === 'known';
  const press = () => {
    setShown(true);
    if (session === null) return void login.act.run();
    if (ready && !busy) void begin.act.run(wish, changes !== null);
  };
  const change = (patch: Partial<AppForm>) => {
    if (begin.cancelled || begin.act.error) begin.forget();
    edit(patch);
  };
  return (
    <div className="flex flex-col gap-4 px-7 py-5">
      <Button size="sm" look="quiet" icon={ArrowLeft} className="-ml-2.5 self-start" onClick={close}>{t('cloud.form.back')}</Button>
      <form className="grid items-start gap-4.5 @4xl/main:grid-cols-[minmax(0,1fr)_20.75rem]" onSubmit={(event) => { event.preventDefault(); press(); }} onBlur={() => { if (form.name !== '' && form.description !== '') setShown(true); }}>
        <div className="flex min-w-0 flex-col gap-4.5">
          <Card label={t('cloud.form.app')}>
            <fieldset disabled={busy} className="flex min-w-0 flex-col gap-4 p-5">
              <h2 ref={title} tabIndex={-1} className="text-sm font-bold">{changes === null ? t('cloud.form.new') : t('cloud.form.change', { name: changes })}</h2>
              <div className="grid gap-x-5 gap-y-4 @2xl/main:grid-cols-2">
                <TextField label={t('cloud.form.name')} hint={changes === null ? t('cloud.form.nameHint') : undefined} value={form.name} maxLength={100} readOnly={changes !== null} onValue={(name) => change({ name })} problem={words('name')} />
                <TextField label={t('cloud.form.description')} value={form.description} maxLength={400} onValue={(description) => change({ description })} problem={words('description')} />
              </div>
              <div className="grid gap-x-5 gap-y-4 @2xl/main:grid-cols-2">
                <TextField label={t('cloud.form.instances')} hint={t('cloud.form.instancesHint')} inputMode="numeric" value={form.instances} maxLength={5} onValue={(instances) => change({ instances })} problem={words('instances')} />
                <div className="flex flex-col gap-1.5">
                  <h3 className="text-xs text-muted">{t('cloud.form.term')}</h3>
                  <Choices<AppForm['term']> legend={t('cloud.form.term')} value={form.term} onChoose={(term) => change({ term })} choices={TERMS.map((term) => ({ value: term, label: term === 'own' ? t('cloud.form.own') : t('cloud.form.months', { count: Number(term) }) }))} />
                  {form.term === 'own' && <TextField label={t('cloud.form.blocks')} inputMode="numeric" value={form.blocks} maxLength={8} onValue={(blocks) => change({ blocks })} problem={words('expire')} />}
                </div>
              </div>
              {words('size') && <Notice tone="warn">{words('size')}</Notice>}
              <details>
                <summary className="w-fit rounded-sm text-xs text-muted hover:text-text">{t('cloud.form.advanced')}</summary>
                <div className="mt-3 grid gap-x-5 gap-y-4 @2xl/main:grid-cols-2">
                  <TextArea label={t('cloud.form.contacts')} hint={t('cloud.form.contactsHint')} value={form.contacts} maxLength={2_000} onValue={(contacts) => change({ contacts })} problem={words('contacts')} />
                  <TextArea mono label={t('cloud.form.places')} hint={t('cloud.form.placesHint')} value={form.places} maxLength={2_000} onValue={(places) => change({ places })} problem={words('geolocation')} />
                  <Switch label={t('cloud.form.staticip')} hint={t('cloud.form.staticipHint')} on={form.staticip} onChange={(staticip) => change({ staticip })} disabled={busy} />
                </div>
              </details>
            </fieldset>
          </Card>
          {form.components.map((component, place) => <ComponentFields key={place} component={component} place={place} disabled={busy} several={form.components.length > 1} words={(field) => words(field, place)} />)}
          <Button size="sm" icon={Plus} className="self-start" disabled={busy || form.components.length >= 10} onClick={() => change({ components: [...form.components, EMPTY_COMPONENT] })}>{t('cloud.form.addComponent')}</Button>
        </div>
        <div className="flex flex-col gap-4 @4xl/main:sticky @4xl/main:top-5">
          <PriceCard check={check} wish={wish} asking={check === undefined} />
          {error && <ErrorNotice error={error} tone="warn" action={<Button size="sm" onClick={again}>{t('common.retry')}</Button>} />}
          {check?.refusal && <ErrorNotice error={check.refusal} tone="warn" action={<Button size="sm" onClick={again}>{t('common.retry')}</Button>} />}
          {session === null && <Notice>{t('cloud.form.loginText')}</Notice>}
          {login.cancelled && <Notice>{t('cloud.login.cancelled')}</Notice>}
          {login.act.error && <ErrorNotice error={login.act.error} tone="warn" />}
          {begin.cancelled && <Notice>{t('cloud.form.cancelled')}</Notice>}
          {begin.act.error && <ErrorNotice error={begin.act.error} />}
          {begin.act.busy && <Notice title={t('cloud.form.waiting')} urgent>{t('cloud.form.waitingText')}</Notice>}
          {shown && problems.length > 0 && <p role="status" className="text-xs text-bad-ink">{t('cloud.form.more', { count: problems.length })}</p>}
          <Button look="primary" size="lg" type="submit" busy={busy} disabled={session === null ? !gateway : shown && !ready}>{t(busy ? 'cloud.form.waiting' : session === null ? 'cloud.form.login' : 'cloud.form.go')}</Button>
        </div>
      </form>
    </div>
  );
}
