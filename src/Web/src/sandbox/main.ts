import './theme/page.css';
import './theme/composer.css';
import './theme/messages.css';
import './theme/inspector.css';
import './page.ts';
