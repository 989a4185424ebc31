/** `npm run renumber -- [files] [--write]`: consecutive numbers, and every reference to them. */
import { runCommand } from './command.ts';
import { renumber } from './renumber/command.ts';

runCommand(renumber);
