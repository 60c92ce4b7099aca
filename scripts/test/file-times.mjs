/** A reporter of vitest that leaves the time of every test file in the file that HEIRLOOM_FILE_TIMES names. */
import { writeFileSync } from 'node:fs';

// biome-ignore lint/style/noDefaultExport: vitest takes a reporter so
export default class FileTimes {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const times = modules.map((module) => {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      const project = module.project.name === '' ? '' : ` (${module.project.name})`;
      return { name: `${module.relativeModuleId}${project}`, ms: collectDuration + setupDuration + duration };
    });
    writeFileSync(process.env.HEIRLOOM_FILE_TIMES ?? '', JSON.stringify(times));
  }
}
