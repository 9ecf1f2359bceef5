// Small helpers for lists and keys.

export function toggled(list, item) {
  return list.includes(item) ? list.filter((each) => each !== item) : [...list, item];
}

// The key of a proposed bearing's line, besides the keys of the machine's own lines.
export function candidateKey(candidate, group) {
  return `${candidate.designation}/${group.key}`;
}
