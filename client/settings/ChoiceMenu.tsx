import { Button } from '../ui/Button.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { Menu } from '../ui/Menu.tsx';

interface ChoiceMenuProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly text: string }[];
  readonly onChoose: (value: Value) => void;
}

/** One of a few, in place: shows the choice in force and opens the others. */
export const ChoiceMenu = <Value extends string>(props: ChoiceMenuProps<Value>) => {
  const { label, value, choices, onChoose } = props;
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Menu
      label={label}
      groups={[
        {
          items: choices.map((choice) => ({
            text: choice.text,
            chosen: choice.value === value,
            onSelect: () => {
              if (choice.value !== value) onChoose(choice.value);
            },
          })),
        },
      ]}
    >
      {(trigger) => (
        <Button {...trigger} look="quiet" aria-label={`${label}: ${chosen?.text ?? ''}`}>
          {chosen?.text}
          <ChevronIcon />
        </Button>
      )}
    </Menu>
  );
};
