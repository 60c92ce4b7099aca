/** The first thing that runs in the sandbox's process: whatever is loaded after this lives in a hardened language. */
import { restoreFreeze } from './quick-freeze.ts';
import 'ses';
// What it needs of Node is loaded before the doors close.
import './wire.ts';
import '../../../numerics/statistics.ts';
import { closeDoors } from './doors.ts';

restoreFreeze();
closeDoors();
lockdown({ errorTaming: 'safe', consoleTaming: 'unsafe', errorTrapping: 'none', unhandledRejectionTrapping: 'none' });
