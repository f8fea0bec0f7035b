import { Input, type InputProps } from '@fluentui/react-components';
import styles from './NumberInput.module.css';

/** A field for a whole number, from one on where nothing else is said. */
export function NumberInput(props: InputProps) {
  return <Input min={1} step={1} {...props} type="number" className={styles.number} />;
}
