/** What can be reported: a copy by its owner, or a person. */
export type Target = { kind: 'copy'; id: string; owner: string } | { kind: 'person'; id: string };

export const ownerOf = (target: Target): string => (target.kind === 'copy' ? target.owner : target.id);
