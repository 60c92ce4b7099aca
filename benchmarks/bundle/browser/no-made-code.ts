/** To be imported before any schema is made: the site's policy lets nothing make code of text, which zod would try at once. */
import { config } from 'zod';

config({ jitless: true });
