/** Tasks side by side, each as soon as there is a lane for it. */

/**
 * @typedef {object} Task
 * @property {string} name
 * @property {readonly string[]} [after] names of tasks that must have ended; one that isn't there is waited for by nobody
 * @property {() => Promise<void>} run
 */

/** Runs tasks in so many lanes, each the first that hasn't begun and needs nothing any more. @param {readonly Task[]} tasks @param {number} width */
export async function inLanes(tasks, width) {
  const waiting = [...tasks];
  const running = new Set(tasks.map(({ name }) => name));
  let wake = () => {};
  let change = Promise.resolve();
  const lane = async () => {
    while (waiting.length > 0) {
      const index = waiting.findIndex(({ after = [] }) => !after.some((name) => running.has(name)));
      if (index === -1) {
        await change;
        continue;
      }
      const [task] = waiting.splice(index, 1);
      await task.run();
      running.delete(task.name);
      wake();
      renew();
    }
  };
  const renew = () => {
    change = new Promise((resolve) => {
      wake = () => resolve(undefined);
    });
  };
  renew();
  await Promise.all(Array.from({ length: width }, lane));
}
