/**
 * Reads a Dockerfile: instructions by stage, and a lint of what this project holds to. It knows the instructions that
 * our Dockerfile uses, and refuses others rather than skip them.
 */

export interface Instruction {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly Instruction[];
}

const known = new Set('FROM WORKDIR COPY RUN ENV USER EXPOSE HEALTHCHECK CMD ENTRYPOINT LABEL STOPSIGNAL'.split(' '));

/** The stages in their order; throws for what it doesn't know. */
export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; from: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructionsOf(text)) {
    if (!known.has(instruction.name))
      throw new Error(`line ${instruction.line}: ${instruction.name} is not known here`);
    if (instruction.name === 'FROM') {
      const [from = '', , name = String(stages.length)] = instruction.text.split(/\s+/);
      stages.push({ name, from, instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

function instructionsOf(text: string): readonly Instruction[] {
  const instructions: Instruction[] = [];
  let open = '';
  let first = 0;
  text.split('\n').forEach((line, index) => {
    if (open === '' && /^\s*(#|$)/.test(line)) return;
    if (open === '') first = index + 1;
    open += line;
    if (open.endsWith('\\')) {
      open = open.slice(0, -1);
      return;
    }
    const [name = '', ...rest] = open.trim().split(/\s+(.*)/s);
    instructions.push({ name: name.toUpperCase(), text: rest.join('').trim(), line: first });
    open = '';
  });
  return instructions;
}

/** Exec form or shell form as an argument vector. */
export function commandOf(text: string): readonly string[] {
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : ['sh', '-c', text];
}

/** What breaks our rules for images; the rules are hadolint's, for as much as applies to the instructions above. */
export function lintDockerfile(stages: readonly Stage[]): readonly string[] {
  const last = stages.at(-1);
  const of = (name: string): readonly Instruction[] => last?.instructions.filter(each => each.name === name) ?? [];
  const all = stages.flatMap(stage => stage.instructions);
  const rules: readonly (readonly [boolean, string])[] = [
    [
      stages.every(({ from }) => /:[^:]*\d/.test(from) && !from.endsWith(':latest')),
      'a base image without version (DL3006, DL3007)',
    ],
    [stages.length > 1, 'one stage: what builds would be in the image'],
    [of('USER').length > 0 && !/^(root|0)(:|$)/.test(of('USER').at(-1)?.text ?? ''), 'the last user is root (DL3002)'],
    [/^\d+(:\d+)?$/.test(of('USER').at(-1)?.text ?? ''), 'a user by name, which Kubernetes can not tell from root'],
    [of('HEALTHCHECK').length === 1, 'no HEALTHCHECK, or several (DL3012)'],
    [of('CMD').length === 1 && of('ENTRYPOINT').length <= 1, 'not one CMD (DL4003, DL4004)'],
    [
      [...of('CMD'), ...of('ENTRYPOINT')].every(({ text }) => text.startsWith('[')),
      'CMD or ENTRYPOINT in shell form (DL3025)',
    ],
    [all.every(({ name, text }) => name !== 'WORKDIR' || text.startsWith('/')), 'a relative WORKDIR (DL3000)'],
    [
      all.every(({ name, text }) => name !== 'RUN' || !/\b(sudo|cd )/.test(text)),
      'RUN with sudo or cd (DL3004, DL3003)',
    ],
    [all.every(({ name, text }) => name !== 'COPY' || !/^(--\S+ )*\. /.test(text)), 'COPY of the whole context'],
    [of('RUN').length === 0, 'RUN in the last stage'],
    [all.every(({ name, text }) => name !== 'ENV' || !/(TOKEN|SECRET|PASSWORD|KEY)/i.test(text)), 'a secret in ENV'],
  ];
  return rules.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}
