/** ISB's limit for a lease's comments, in characters (ISB v1.2.14, POST /leases body). */
const longestComments = 1000;
const mark = /\[isb-job:([A-Za-z0-9_-]{1,64})\]/g;

/** The sign in a lease's comments by which a job finds its own lease again. Ids: letters, digits, `_` and `-`, at most 64. */
export const jobMark = (jobId: string): string => `[isb-job:${jobId}]`;

/** The job named in a lease's comments: the last mark, because the bot writes its own after the person's words. */
export const jobInComments = (comments: string | null | undefined): string | undefined =>
  [...(comments ?? "").matchAll(mark)].at(-1)?.[1];

const stripped = (text: string): string => {
  const shorter = text.replaceAll(mark, "");
  // A mark inside another would leave one behind.
  return shorter === text ? text : stripped(shorter);
};

/** What a person wrote, without any mark. */
export const withoutMark = (comments: string | null | undefined): string => stripped(comments ?? "").trim();

/** A person's words with the job's mark behind them, never longer than ISB accepts. Marks in the words themselves are dropped: nobody names another job's lease. */
export const withJobMark = (words: string | undefined, jobId: string): string => {
  const sign = jobMark(jobId);
  const room = longestComments - sign.length - 1;
  const kept = withoutMark(words).slice(0, room).trimEnd();
  return kept === "" ? sign : `${kept} ${sign}`;
};
