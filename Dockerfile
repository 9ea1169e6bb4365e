# The agent in a container; how to run it: docs/container.md.
# All stages take the Node that package.json pins; test/image compares the two.

FROM node:26.10.0-bookworm-slim AS packages
WORKDIR /opt/caretaker
COPY package.json package-lock.json .npmrc ./
# The base brings the pinned Node, so the optional package of 100 MB that would bring it stays out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:26.10.0-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY checks checks
# JavaScript as in the npm package: it starts in half the time of sources, with 28 MB less memory.
RUN npm run prepack
COPY config/caretaker.yaml docker/web.yaml config/
# The practice that everybody starts with, listening where a port mapping finds it.
RUN mkdir -p /config/sites && cat config/caretaker.yaml config/web.yaml > /config/caretaker.yaml

FROM node:26.10.0-bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends chromium fonts-liberation tini \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log \
    && install --directory --owner=node --group=node --mode=0700 /data \
    && ln -s /opt/caretaker/bin/caretaker.mjs /usr/local/bin/caretaker
COPY --from=packages /opt/caretaker/node_modules /opt/caretaker/node_modules
COPY --from=build /config /config
COPY package.json LICENSE CHANGELOG.md /opt/caretaker/
COPY bin /opt/caretaker/bin
COPY --from=build /build/dist /opt/caretaker/dist

ENV NODE_ENV=production
# From here the defaults `config` and `data/caretaker.db` are /config and /data/caretaker.db.
WORKDIR /
VOLUME /data
EXPOSE 8080
# node:node, as numbers: Kubernetes' runAsNonRoot cannot judge a name.
USER 1000:1000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz', { signal: AbortSignal.timeout(4000) }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "caretaker"]
CMD ["run"]

# Last, because they differ from build to build.
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="caretaker" \
      org.opencontainers.image.description="Watches client sites day and night for an application support and maintenance practice." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
