import type { AstroIntegrationLogger } from 'astro';

/** Tells how far a long step is, in tenths: `编译文章 14/140`. Short runs stay silent. */
export function createProgress(logger: AstroIntegrationLogger): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const tenth = Math.floor((done / total) * 10);
    if (done < told) told = 0;
    if (total < 10 || (tenth === Math.floor((told / total) * 10) && done !== total)) return;
    told = done;
    logger.info(`编译文章 ${String(done)}/${String(total)}`);
  };
}
