# The site alone. `npm run image -- --check` puts the same folder together and tries it without Docker.
#   docker build --build-arg HEIRLOOM_URL=https://heirloom.example.org -t heirloom .
#   docker run -p 3000:3000 -v heirloom:/data heirloom
FROM node:24-bookworm-slim AS build
WORKDIR /checkout
# Packages first: they stay in Docker's cache until the lock file changes.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
# Pages that are built once carry the site's public address.
ARG HEIRLOOM_URL
ENV HEIRLOOM_URL=$HEIRLOOM_URL
RUN npm run image -- /image

FROM node:24-bookworm-slim
WORKDIR /site
COPY --from=build /image ./
RUN install -d -o node -g node -m 700 /data
ARG HEIRLOOM_URL
ENV NODE_ENV=production MALLOC_ARENA_MAX=2 HOST=0.0.0.0 PORT=3000 HEIRLOOM_DATA=/data HEIRLOOM_URL=$HEIRLOOM_URL
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/v1/health').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
