// A report of the machine as the screens show it: grouped, with the first thing to do.
//
// The machine advises. Whether a photo is taken is the clerk's word, never decided here.
import type { Advice, Check, Finding, Report } from '../../../desk/types';

/** The checks as they are shown while the camera is live. */
export const GROUPS = {
  face: ['faces'],
  upright: ['level', 'frontal'],
  size: ['head_size', 'place', 'resolution'],
  light: ['scene_light', 'exposure', 'clipping', 'even_light'],
  sharpness: ['sharpness'],
  background: ['background'],
} as const satisfies Record<string, readonly Check[]>;

/** One of the groups. */
export type GroupName = keyof typeof GROUPS;
/** How a group stands; nothing is known of one whose checks could not be made. */
export type Standing = 'passes' | 'fails' | 'unknown';
/** What is said of a picture: the most urgent advice, or that all is good. */
export type Word = Advice | 'good';

/** The names of the groups, in the order in which they are shown. */
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

/** The findings that do not pass, most urgent first. */
export function failing(report: Report): Finding[] {
  return report.findings.filter((finding) => finding.advice !== null);
}

/** Whether every check passes. */
export function passes(report: Report): boolean {
  return report.findings.every((finding) => finding.advice === null);
}

/** The one thing to say about a picture. */
export function wordOf(report: Report): Word {
  return failing(report)[0]?.advice ?? 'good';
}

/** How a group stands in a report. */
export function standingOf(report: Report, name: GroupName): Standing {
  const checks: readonly Check[] = GROUPS[name];
  const found = report.findings.filter((finding) => checks.includes(finding.check));
  if (found.length === 0) return 'unknown';
  return found.every((finding) => finding.advice === null) ? 'passes' : 'fails';
}

/**
 * What was found in a small copy, as it holds for the camera's full size.
 *
 * Only the count of pixels differs: a small copy has `factor` times fewer of them to the side.
 */
export function atFullSize(report: Report, factor: number): Report {
  const findings = report.findings.map((finding) => {
    if (finding.check !== 'resolution') return finding;
    const value = finding.value * factor;
    return { ...finding, value, advice: value < (finding.min ?? 0) ? finding.advice : null };
  });
  return { ...report, findings };
}
