// PostgreSQL with pgvector in WebAssembly behind a socket: node pglite.mjs FOLDER-WITH-NODE-MODULES; prints its port, ends with its standard input.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(`${process.argv[2]}/package.json`)
const load = name => import(pathToFileURL(require.resolve(name)))
const { PGlite } = await load('@electric-sql/pglite')
const { vector } = await load('@electric-sql/pglite-pgvector')
const { PGLiteSocketServer } = await load('@electric-sql/pglite-socket')

const db = await PGlite.create({ extensions: { vector } })
await db.exec('CREATE EXTENSION vector')
const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1' })
server.addEventListener('listening', event => console.log(`port ${event.detail.port}`))
await server.start()
process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
