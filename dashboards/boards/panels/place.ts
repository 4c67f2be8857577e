import { type PanelSpec } from '../../kit/panel';

/** What differs where several boards show the same thing: place, title, and what else the board says of it. */
export type Place = Pick<PanelSpec, 'id' | 'title' | 'width'> &
  Partial<Pick<PanelSpec, 'height' | 'threshold' | 'alerts'>> & {
    /** Links before the usual ones. */
    readonly links?: PanelSpec['dataLinks'];
  };
