import type en from '../en/preflight.ts'

export default {
  preflight: {
    title: 'Vor dem Anwenden',
    refusedTitle: 'Was dagegen spricht',
    seen: 'Ich weiss das und fahre fort',
    tickFirst: 'Zuerst 1 Punkt abhaken | Zuerst {n} Punkte abhaken',
    severity: {
      refuse: 'Nicht möglich',
      ask: 'Braucht eine Bestätigung',
      warn: 'Vorsicht',
      info: 'Gut zu wissen'
    }
  }
} satisfies typeof en
