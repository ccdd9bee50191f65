import app from './app.ts'
import errors from './errors.ts'

export default { ...app, errors }
