/** `npm run anchors -- [--update | --acknowledge [names] | --retire name … | --keep name --as anchor | --since ref]` */
import { anchors } from './anchors/command.ts';
import { runCommand } from './command.ts';

runCommand(anchors);
