import type { Post, Site, Topic } from './types.ts';

/** The exercises of a post that can be linked to. */
export interface PostExercises {
  readonly post: Post;
  readonly exercises: readonly { readonly id: string; readonly number: number }[];
}

export interface TopicExercises {
  readonly topic: Topic;
  readonly posts: readonly PostExercises[];
  /** Exercises of all of them. */
  readonly count: number;
}

/** Topics with exercises in their own posts, both in the order of the site. */
export function exercisesByTopic({ posts, content }: Pick<Site, 'posts' | 'content'>): readonly TopicExercises[] {
  return content.topics.flatMap((topic): TopicExercises[] => {
    const own = posts.filter((post) => post.topic === topic.id).map(exercisesOf);
    const filled = own.filter(({ exercises }) => exercises.length > 0);
    const count = filled.reduce((sum, { exercises }) => sum + exercises.length, 0);
    return count === 0 ? [] : [{ topic, posts: filled, count }];
  });
}

function exercisesOf(post: Post): PostExercises {
  const exercises = post.derivation.results.flatMap(({ kind, id, number }) =>
    kind === 'exercise' && id !== '' && number !== undefined ? [{ id, number }] : [],
  );
  return { post, exercises };
}
