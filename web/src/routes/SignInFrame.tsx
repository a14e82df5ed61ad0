import { SignInPage } from '../domains/access/SignInPage';
import { LanguageSwitch } from './LanguageSwitch';

export function SignInFrame() {
  return (
    <main className="sign-in">
      <SignInPage />
      <div className="sign-in-language">
        <LanguageSwitch />
      </div>
    </main>
  );
}
