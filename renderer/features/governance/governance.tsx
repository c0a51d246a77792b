// Governance: proposals of the xDAO and how they stand, own voting power, own proposals.

import { useState } from 'react';
import type { ProposalRow } from '../../../shared/contract/governance';
import { useNavigation } from '../../app/navigation';
import { useT } from '../../i18n/use-t';
import { Card } from '../../ui/card';
import { Detail } from './detail';
import { ProposalList } from './list';
import { OwnCard } from './own-card';
import { PowerCard } from './power-card';
import { Submit } from './submit';
import { VoteDialog } from './vote-dialog';

export function Governance() {
  const t = useT();
  const { proposal, openProposal, closeProposal } = useNavigation();
  const [voting, setVoting] = useState<{ row: ProposalRow; yes: boolean } | null>(null);
  const dialog = voting && <VoteDialog row={voting.row} yes={voting.yes} onClose={() => setVoting(null)} />;
  if (proposal === 'new') return <Submit />;
  if (proposal !== null) return <>{dialog}<Detail hash={proposal} onBack={closeProposal} onVote={(row, yes) => setVoting({ row, yes })} /></>;
  return (
    <div className="grid items-start gap-4.5 px-7 py-6 @5xl/main:grid-cols-[minmax(0,1fr)_20.75rem]">
      {dialog}
      <ProposalList onRead={openProposal} onVote={(row, yes) => setVoting({ row, yes })} />
      <div className="flex min-w-0 flex-col gap-4.5">
        <PowerCard hash={null} />
        <OwnCard />
        <Card className="px-5 py-4"><p className="text-2xs text-muted">{t('governance.about')}</p></Card>
      </div>
    </div>
  );
}
