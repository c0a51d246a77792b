// Staking: FluxNodes of this wallet, what starts and keeps them, and the way out when keys may be known to others.

import { useNavigation } from '../../app/navigation';
import { Evacuate } from './evacuate/evacuate';
import { Overview } from './overview';
import { StartPage } from './start/start-page';

export function Staking() {
  const view = useNavigation((state) => state.stakingView);
  switch (view) {
    case 'nodes': return <Overview />;
    case 'start': return <StartPage />;
    case 'evacuate': return <Evacuate />;
  }
}
