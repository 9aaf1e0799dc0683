import styles from './FormError.module.css';

/** What is wrong with a form as a whole; its line is kept free, so that nothing jumps. */
export const FormError = ({ text }: { readonly text: string | null }) => (
  <p role="alert" className={styles.error}>
    {text}
  </p>
);
