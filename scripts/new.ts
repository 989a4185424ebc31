/** `npm run new -- <slug>`: a post that is still to be written, and its check file. */
import { runCommand } from './command.ts';
import { newPost } from './new/command.ts';

runCommand(newPost);
