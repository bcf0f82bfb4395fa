// The dual list: options move between the two boxes, and all of the right one are sent.
const others = document.getElementById('others');
const members = document.getElementById('members');

function move(from, to) {
  for (const option of [...from.selectedOptions]) {
    option.selected = false;
    to.append(option);
  }
}

document.getElementById('add').addEventListener('click', () => move(others, members));
document.getElementById('remove').addEventListener('click', () => move(members, others));
others.addEventListener('dblclick', () => move(others, members));
members.addEventListener('dblclick', () => move(members, others));
document.querySelector('form').addEventListener('submit', () => {
  for (const option of members.options) option.selected = true;
});
