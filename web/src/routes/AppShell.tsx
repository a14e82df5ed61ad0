import { LogoutOutlined, MenuOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { App, Button, Drawer, Layout, Menu } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, forgetPosition } from '../api/client';
import { forgetSession } from '../session/kept';
import { addressOf, groupsFor, isAt, type Place } from '../session/navigation';
import { sessionQuery, useSession } from '../session/session';
import mark from '../ui/mark.svg';
import { useIsNarrow } from '../ui/useIsNarrow';
import { LanguageSwitch } from './LanguageSwitch';

/** The frame of every page for signed-in people: menu by role, who is signed in, language. */
export function AppShell() {
  const { t } = useTranslation('shell');
  const isNarrow = useIsNarrow();
  const [isMenuOpen, setMenuOpen] = useState(false);
  return (
    <Layout style={{ minHeight: '100%' }}>
      <a className="skip-link" href="#content">
        {t('skipToContent')}
      </a>
      {!isNarrow && (
        <Layout.Sider width={212} style={{ position: 'sticky', top: 0, height: '100vh', overflowY: 'auto' }}>
          <Brand />
          <Navigation />
        </Layout.Sider>
      )}
      <Layout>
        <Layout.Header className="shell-header">
          {isNarrow && (
            <Button
              type="text"
              icon={<MenuOutlined />}
              aria-label={t('openMenu')}
              onClick={() => setMenuOpen(true)}
            />
          )}
          <ZoneName />
          <span className="shell-tools">
            <LanguageSwitch />
            <SignOut />
          </span>
        </Layout.Header>
        <Layout.Content id="content" tabIndex={-1} className="shell-content">
          <Outlet />
        </Layout.Content>
      </Layout>
      {isNarrow && (
        <Drawer
          open={isMenuOpen}
          onClose={() => setMenuOpen(false)}
          placement="left"
          size={256}
          title={t('mainNavigation')}
          styles={{ body: { padding: 0, background: '#0c3b4d' } }}
        >
          <Navigation onChosen={() => setMenuOpen(false)} />
        </Drawer>
      )}
    </Layout>
  );
}

function Brand() {
  const { t } = useTranslation('shell');
  return (
    <Link to="/" className="brand">
      <img src={mark} alt="" width={26} height={26} />
      {t('product')}
    </Link>
  );
}

function ZoneName() {
  const { t } = useTranslation('shell');
  const { zone } = useSession();
  if (!zone) {
    return <span className="shell-zone" />;
  }
  return (
    <span className="shell-zone">
      <strong>{zone.name}</strong>
      <span className="shell-date figures">{t('businessDate', { date: zone.date })}</span>
    </span>
  );
}

function Navigation({ onChosen }: { onChosen?: () => void }) {
  const { t } = useTranslation('shell');
  const session = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const groups = groupsFor(session);
  const places = groups.flatMap((group) => group.places);
  const label = (place: Place) => t(`nav.${place}`);
  const selected = places.filter((place) => isAt(place, path));
  return (
    <nav aria-label={t('mainNavigation')}>
      <Menu
        mode="inline"
        theme="dark"
        selectedKeys={selected}
        onClick={onChosen}
        items={groups.map(({ group, places: inGroup }) => ({
          key: `group-${group}`,
          type: 'group' as const,
          label: t(`navGroup.${group}`),
          children: inGroup.map((place) => ({
            key: place,
            label: <Link to={addressOf(place)}>{label(place)}</Link>,
          })),
        }))}
      />
    </nav>
  );
}

function SignOut() {
  const { t } = useTranslation('shell');
  const access = useTranslation('access').t;
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const { message } = App.useApp();
  const signOut = async () => {
    try {
      await api.DELETE('/api/v1/session');
    } catch {
      // A session ends at the server or not at all.
      message.error(t('signOutNeedsServer'));
      return;
    }
    forgetPosition();
    forgetSession(window.localStorage);
    await navigate({ to: '/sign-in' });
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, null);
  };
  return (
    <>
      <Link
        to="/account"
        title={session.login}
        aria-label={access('account.open', { name: session.display_name })}
      >
        {isNarrow ? <UserOutlined /> : session.display_name}
      </Link>
      <Button icon={<LogoutOutlined />} onClick={signOut} aria-label={t('signOut')}>
        {isNarrow ? null : t('signOut')}
      </Button>
    </>
  );
}
