/** What spoke for each phase of a step, and which of them the rules of the step say most for. */
import type { FiredRule, Phase, Step } from '../shared/protocol';

/** The rules that speak for one phase. */
export interface Side {
  phase: Phase;
  /** The sum of their weights. */
  weight: number;
  rules: FiredRule[];
}

/** What the recorder says, whatever the agent made of it. */
export const machinePhase = ({ phase, machine_phase }: Step): Phase => machine_phase ?? phase;

/** The rules by their phase: first the phase that the recorder says, then the next best, and so on. */
export function sides(step: Step): Side[] {
  const byPhase = new Map<Phase, FiredRule[]>();
  for (const rule of step.rules) byPhase.set(rule.phase, [...(byPhase.get(rule.phase) ?? []), rule]);
  const all = [...byPhase].map(([phase, rules]) => ({ phase, rules, weight: sum(rules) }));
  const winner = machinePhase(step);
  return all.sort((a, b) => Number(b.phase === winner) - Number(a.phase === winner) || b.weight - a.weight);
}

/** The phase that a step would have by its own rules, where it was kept with what surrounds it in another. */
export function keptFrom(step: Step): Phase | undefined {
  const all = sides(step);
  const own = all.find(({ phase }) => phase === machinePhase(step))?.weight ?? 0;
  return all.find(({ weight }) => weight > own)?.phase;
}

const sum = (rules: FiredRule[]): number => rules.reduce((all, { weight }) => all + weight, 0);
