import { ref } from 'vue'
import { watchConnection, type Connection } from './web-client.ts'

/** How the window stands with the program. */
export const connection = ref<Connection>('opening')

watchConnection(now => (connection.value = now))
