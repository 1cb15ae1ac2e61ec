# syntax=docker/dockerfile:1
# Stage 1 compiles Calx and builds the definition artifacts from HL7's packages; they stay here.
FROM node:20-bookworm-slim AS build
WORKDIR /calx
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY src ./src
COPY fhir-resources/definitions ./fhir-resources/definitions
RUN npm run build
COPY fhir-resources ./fhir-resources
COPY valuesets ./valuesets
RUN node dist/cli.js package
RUN npm prune --omit=dev

# Stage 2 carries only what run time needs. Nothing is written: run it with a read-only root file system.
FROM node:20-bookworm-slim
LABEL org.opencontainers.image.title="Calx" \
      org.opencontainers.image.description="FHIR R4 and R5 terminology and content service for calcinosis" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
WORKDIR /calx
COPY --from=build /calx/package.json ./
COPY --from=build /calx/node_modules ./node_modules
COPY --from=build /calx/dist ./dist
COPY --from=build /calx/fhir-resources ./fhir-resources
COPY --from=build /calx/valuesets ./valuesets
COPY LICENSE NOTICE ./
USER 1000:1000
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.CALX_PORT ?? 8080}/health/ready`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli.js"]
CMD ["serve", "--host", "0.0.0.0"]
