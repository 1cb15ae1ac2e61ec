# syntax=docker/dockerfile:1
# Stage 1 compiles Calx and builds the definition artifacts from HL7's packages; they stay here.
FROM node:20-bookworm-slim AS build
WORKDIR /calx
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

# Stage 2 carries only what run time needs.
FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /calx
COPY --from=build /calx/package.json ./
COPY --from=build /calx/node_modules ./node_modules
COPY --from=build /calx/dist ./dist
COPY fhir-resources ./fhir-resources
COPY valuesets ./valuesets
COPY LICENSE NOTICE ./
USER node
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/cli.js", "serve", "--host", "0.0.0.0"]
