export default {
  preflight: {
    title: 'Before you apply',
    refusedTitle: 'What stands in the way',
    seen: 'I know this and go on',
    tickFirst: 'Tick 1 point first | Tick {n} points first',
    severity: { refuse: 'Not possible', ask: 'Wants your word', warn: 'Take care', info: 'Good to know' }
  }
}
