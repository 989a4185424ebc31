import { createEmptyCard, fsrs, type Card as FsrsCard, type Grade } from 'ts-fsrs';
import type { Schedule, Time } from './record.ts';

/** How well a card was known: again, hard, good, easy. */
export const grades = [1, 2, 3, 4] as const satisfies readonly Grade[];
export type CardGrade = (typeof grades)[number];

/** The defaults of FSRS: nine of ten cards are known when they come up. Without chance, so that undoing and repeating agree. */
const scheduler = fsrs({ enable_fuzz: false });

/** When a card comes up again, and what is known about it then. @param schedule `undefined` for a new card */
export function gradeCard(schedule: Schedule | undefined, grade: CardGrade, now: Time): Schedule {
  const { card } = scheduler.next(toFsrs(schedule, now), now, grade);
  return {
    first: schedule?.first ?? now,
    last: now,
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    interval: card.scheduled_days,
    step: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
  };
}

function toFsrs(schedule: Schedule | undefined, now: Time): FsrsCard {
  if (schedule === undefined) return createEmptyCard(now);
  return {
    due: new Date(schedule.due),
    stability: schedule.stability,
    difficulty: schedule.difficulty,
    elapsed_days: 0,
    scheduled_days: schedule.interval,
    learning_steps: schedule.step,
    reps: schedule.reps,
    lapses: schedule.lapses,
    state: schedule.state,
    last_review: new Date(schedule.last),
  };
}
