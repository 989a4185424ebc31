import { existsSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';

/** Below this nothing worth writing fits any more, in bytes. */
const full = 2 ** 20;

/** Whether two places lie on one disk, so that a file can be moved from one to the other. Either may not exist yet. */
export function onOneDisk(one: string, other: string): boolean {
  return statSync(nearestFolder(one)).dev === statSync(nearestFolder(other)).dev;
}

/** The first of these places whose disk has no room left. */
export function placeWithoutRoom(places: readonly string[]): string | undefined {
  return places.find((place) => {
    const { bavail, bsize } = statfsSync(nearestFolder(place));
    return bavail * bsize < full;
  });
}

function nearestFolder(place: string): string {
  let folder = path.resolve(place);
  while (!existsSync(folder)) folder = path.dirname(folder);
  return folder;
}
