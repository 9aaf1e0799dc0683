import { Select } from 'antd';
import type { Person } from '../../shared/model/index.ts';
import { AntdFrame } from '../ui/antd/AntdFrame.tsx';

interface PersonPickerProps {
  readonly label: string;
  readonly people: readonly Person[];
  readonly onPick: (id: string) => void;
}

/** Finds one of many people by a part of the name. Import it lazily: it brings antd. */
const PersonPicker = ({ label, people, onPick }: PersonPickerProps) => (
  <AntdFrame>
    <Select
      aria-label={label}
      placeholder={label}
      value={null}
      showSearch={{ optionFilterProp: 'label' }}
      options={people.map(({ id, name }) => ({ value: id, label: name }))}
      onSelect={(id: string | null) => {
        if (id !== null) onPick(id);
      }}
      style={{ width: '100%' }}
    />
  </AntdFrame>
);

export default PersonPicker;
