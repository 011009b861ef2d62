/**
 * Follows a feed: over a WebSocket as long as there is one, otherwise by asking again and again. After each loss it asks once over HTTP,
 * from where it was, and tries the WebSocket again; so what is shown is never behind for long, and nothing is missing or doubled.
 */
const ASK_AGAIN = 2000;
const LONGEST_WAIT = 15000;
const TRIES_IN_A_ROW = 3;
const TRY_EVERY = 10;
const REFUSED = 1008;

/**
 * @param {object} options
 * @param {() => string} options.url of the WebSocket, from where the follower is now
 * @param {() => Promise<boolean>} options.poll takes over HTTP what is new; true when nothing more will come
 * @param {(message: object) => boolean} options.take takes a message; true when nothing more will come
 * @param {(connection: 'live' | 'polling' | 'lost') => void} options.report
 * @returns {() => void} ends it
 */
export function follow({ url, poll, take, report }) {
  let socket;
  let timer;
  let rounds = 0;
  let wait = ASK_AGAIN;
  let done = false;

  function finish() {
    done = true;
    clearTimeout(timer);
    window.removeEventListener('online', now);
    socket?.close();
  }

  function connect() {
    socket = new WebSocket(url());
    socket.onopen = () => {
      rounds = 0;
      wait = ASK_AGAIN;
      report('live');
    };
    socket.onmessage = (message) => {
      if (!done && take(JSON.parse(message.data))) {
        finish();
      }
    };
    socket.onclose = (closed) => {
      if (done) {
        return;
      }
      if (closed.code === REFUSED) {
        finish();
      } else {
        ask();
      }
    };
  }

  async function ask() {
    try {
      const over = await poll();
      if (done) {
        return;
      }
      if (over) {
        finish();
        return;
      }
      wait = ASK_AGAIN;
      report('polling');
    } catch {
      wait = Math.min(wait * 2, LONGEST_WAIT);
      report('lost');
    }
    if (!done) {
      rounds += 1;
      timer = setTimeout(next, wait);
    }
  }

  function next() {
    if (rounds <= TRIES_IN_A_ROW || rounds % TRY_EVERY === 0) {
      connect();
    } else {
      ask();
    }
  }

  function now() {
    if (!done && socket.readyState === WebSocket.CLOSED) {
      clearTimeout(timer);
      rounds = 0;
      next();
    }
  }

  window.addEventListener('online', now);
  connect();
  return finish;
}
