import { Button, Link, type ButtonProps, type LinkProps } from '@fluentui/react-components';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes } from 'react';

type Anchor = AnchorHTMLAttributes<HTMLAnchorElement>;

/** A link to another page that looks like a button. */
export const LinkButton = createLink(function LinkButton(props: Anchor & Pick<ButtonProps, 'appearance' | 'icon' | 'size'>) {
  return <Button as="a" {...props} />;
});

/** A link to another page. */
export const TextLink = createLink(function TextLink(props: Anchor & Pick<LinkProps, 'appearance' | 'inline'>) {
  return <Link as="a" {...props} />;
});
